declare module "jstat" {
  interface Distribution {
    cdf(x: number, degreesOfFreedom: number): number;
    inv(p: number, degreesOfFreedom: number): number;
  }
  interface TwoParameters {
    cdf(x: number, one: number, other: number): number;
    inv(p: number, one: number, other: number): number;
  }
  const jstat: {studentt: Distribution; beta: TwoParameters; normal: TwoParameters};
  export default jstat;
}
