interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

export interface Minimum extends Vertex {
  /** False where the steps ran out first. */
  readonly hasConverged: boolean;
}

const mostSteps = 1500;
const tolerance = 1e-8;

/** The lowest place of `f` near `start`, by the downhill simplex of Nelder & Mead (The Computer Journal 7, 1965), begun anew once where it ends. The same start gives the same end. */
export function minimize(f: (at: readonly number[]) => number, start: readonly number[]): Minimum {
  const first = descend(f, start, 0.5);
  return descend(f, first.at, 0.1);
}

function descend(f: (at: readonly number[]) => number, start: readonly number[], size: number): Minimum {
  const vertex = (at: readonly number[]): Vertex => {
    const value = f(at);
    return {at, value: Number.isFinite(value) ? value : Number.MAX_VALUE};
  };
  let simplex = [
    vertex(start),
    ...start.map((_, i) => vertex(start.map((value, j) => (i === j ? value + size : value)))),
  ];
  for (let step = 0; step < mostSteps; step++) {
    simplex = [...simplex].sort((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0]!, simplex.at(-1)!];
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance))
      return {...best, hasConverged: true};
    simplex = next(simplex, vertex);
  }
  return {...simplex.reduce((a, b) => (b.value < a.value ? b : a)), hasConverged: false};
}

/** `simplex` is sorted, the best first. */
function next(simplex: readonly Vertex[], vertex: (at: readonly number[]) => Vertex): Vertex[] {
  const [best, worst] = [simplex[0]!, simplex.at(-1)!];
  const others = simplex.slice(0, -1);
  const centre = worst.at.map((_, i) => others.reduce((sum, {at}) => sum + at[i]!, 0) / others.length);
  const along = (factor: number) => vertex(centre.map((value, i) => value + factor * (worst.at[i]! - value)));
  const reflected = along(-1);
  if (reflected.value < best.value) {
    const expanded = along(-2);
    return [...others, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < others.at(-1)!.value) return [...others, reflected];
  const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted];
  return [best, ...simplex.slice(1).map(({at}) => vertex(at.map((value, i) => (value + best.at[i]!) / 2)))];
}
