/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/** What is left of a column beside those before it, below which it says nothing of its own. */
const tolerance = 1e-9;

/** The inverse of a symmetric matrix that is not negative; columns that follow from those before them are zero in it, so that their coefficients are 0. By the sweep operator (Goodnight, The American Statistician 33, 1979). */
export function invert(matrix: Matrix): number[][] {
  const a = matrix.map((row) => [...row]);
  const swept = a.map((_, k) => sweep(a, k, matrix[k]![k]!));
  return a.map((row, i) => row.map((value, j) => (swept[i] && swept[j] ? value : 0)));
}

function sweep(a: number[][], k: number, size: number): boolean {
  const pivot = a[k]![k]!;
  if (!(pivot > tolerance * size)) return false;
  const row = a[k]!.map((value) => value / pivot);
  for (const [i, other] of a.entries()) {
    const factor = other[k]!;
    if (i === k || factor === 0) continue;
    for (let j = 0; j < other.length; j++) other[j]! -= factor * row[j]!;
    other[k] = -factor / pivot;
  }
  row[k] = 1 / pivot;
  a[k] = row;
  return true;
}

/** X′WX, and X′Wz: of the rows, as many as there are weights. */
export function crossProducts(
  rows: Matrix,
  weights: readonly number[],
  z: readonly number[],
): {readonly squares: number[][]; readonly products: number[]} {
  const width = rows[0]?.length ?? 0;
  const squares = Array.from({length: width}, () => new Array<number>(width).fill(0));
  const products = new Array<number>(width).fill(0);
  rows.forEach((row, at) => {
    for (let i = 0; i < width; i++) {
      const weighted = weights[at]! * row[i]!;
      if (weighted === 0) continue;
      products[i]! += weighted * z[at]!;
      for (let j = 0; j <= i; j++) squares[i]![j]! += weighted * row[j]!;
    }
  });
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) squares[j]![i] = squares[i]![j]!;
  return {squares, products};
}

export function multiply(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

/** The coefficients with which the rows come closest to `z` (Draper & Smith, Applied Regression Analysis, ch. 5). */
export function leastSquares(rows: Matrix, z: readonly number[]): number[] {
  const {squares, products} = crossProducts(
    rows,
    z.map(() => 1),
    z,
  );
  return multiply(invert(squares), products);
}
