import { RiskError } from "./risk-error.js";

/** The probability that a log-odds stands for. */
export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

const steps = { newton: 60, halvings: 20, enough: 1e-8 } as const;

/**
 * Logistic regression with its own ridge penalty for each weight, by damped Newton steps: minimises
 * Σ log(1+e^s) − y·s + ½ Σ penalty·w². `columns` are the features by column and should hold a column of ones for the
 * intercept. `start` is where to begin (weights of a neighbouring problem save steps). Throws RiskError `training-diverged`.
 */
export function fitLogistic(columns: readonly Float64Array[], labels: Float64Array, penalties: readonly number[], start: Float64Array): Float64Array {
  const weights = Float64Array.from(start);
  let scores = scoresOf(columns, weights, labels.length);
  let objective = objectiveOf(scores, labels, weights, penalties);
  for (let step = 0; step < steps.newton; step += 1) {
    const direction = newtonStep(columns, labels, scores, weights, penalties);
    let accepted = false;
    for (let halving = 0, length = 1; halving < steps.halvings && !accepted; halving += 1, length /= 2) {
      const tried = weights.map((weight, index) => weight + length * (direction[index] ?? 0));
      const triedScores = scoresOf(columns, tried, labels.length);
      const found = objectiveOf(triedScores, labels, tried, penalties);
      if (!(found <= objective)) continue;
      accepted = objective - found > steps.enough;
      weights.set(tried);
      scores = triedScores;
      objective = found;
      if (!accepted) return weights;
    }
    if (!accepted) break;
  }
  if (!Number.isFinite(objective)) throw new RiskError("training-diverged", "the weights grew without bound");
  return weights;
}

function scoresOf(columns: readonly Float64Array[], weights: Float64Array, rows: number): Float64Array {
  const scores = new Float64Array(rows);
  for (const [index, column] of columns.entries()) {
    const weight = weights[index] ?? 0;
    for (let row = 0; row < rows; row += 1) scores[row] = (scores[row] as number) + weight * (column[row] as number);
  }
  return scores;
}

function objectiveOf(scores: Float64Array, labels: Float64Array, weights: Float64Array, penalties: readonly number[]): number {
  let sum = 0;
  for (const [row, score] of scores.entries()) sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - (labels[row] as number) * score;
  for (const [index, weight] of weights.entries()) sum += ((penalties[index] ?? 0) * weight * weight) / 2;
  return sum;
}

/** Solves (XᵀWX + penalties) d = Xᵀ(y−p) − penalties·w. */
function newtonStep(columns: readonly Float64Array[], labels: Float64Array, scores: Float64Array, weights: Float64Array, penalties: readonly number[]): Float64Array {
  const size = columns.length;
  const rows = labels.length;
  const curvature = new Float64Array(rows);
  const residual = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const probability = probabilityOf(scores[row] as number);
    curvature[row] = probability * (1 - probability) + 1e-10;
    residual[row] = (labels[row] as number) - probability;
  }
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const weighted = new Float64Array(rows);
  for (const [first, column] of columns.entries()) {
    let slope = 0;
    for (let row = 0; row < rows; row += 1) {
      weighted[row] = (column[row] as number) * (curvature[row] as number);
      slope += (column[row] as number) * (residual[row] as number);
    }
    right[first] = slope - (penalties[first] ?? 0) * (weights[first] ?? 0);
    for (let second = 0; second <= first; second += 1) {
      const other = columns[second] as Float64Array;
      let sum = first === second ? (penalties[first] ?? 0) : 0;
      for (let row = 0; row < rows; row += 1) sum += (weighted[row] as number) * (other[row] as number);
      matrix[first * size + second] = sum;
    }
  }
  return solvePositive(matrix, right);
}

/** Solves a symmetric positive definite system given by its lower triangle, by Cholesky, in place. */
function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number) => matrix[row * size + column] as number;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(row, column);
      for (let index = 0; index < column; index += 1) sum -= at(row, index) * at(column, index);
      if (row === column && !(sum > 0)) throw new RiskError("training-diverged", "the features do not determine the weights");
      matrix[row * size + column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let index = 0; index < row; index += 1) solution[row] = (solution[row] as number) - at(row, index) * (solution[index] as number);
    solution[row] = (solution[row] as number) / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let index = row + 1; index < size; index += 1) solution[row] = (solution[row] as number) - at(index, row) * (solution[index] as number);
    solution[row] = (solution[row] as number) / at(row, row);
  }
  return solution;
}
