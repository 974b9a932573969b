declare module "jstat" {
  interface Distribution {
    cdf(x: number, degreesOfFreedom: number): number;
    inv(p: number, degreesOfFreedom: number): number;
  }
  const jstat: {studentt: Distribution};
  export default jstat;
}
