// The judged questions, and how good a ranking is: nDCG@10 with gains 2^grade − 1 and the
// logarithm to base 2 as discount (Järvelin and Kekäläinen 2002; gains as in Burges 2005).
import { readFileSync } from "node:fs";

export function judged(file) {
  const lines = readFileSync(file, "utf8").split("\n").filter((it) => it && !it.startsWith("#"));
  return lines.map((line) => {
    const [lang, query, pages] = line.split("\t");
    const grades = pages.split(" ").map((it) => it.split("="));
    return { lang, query, grades: new Map(grades.map(([page, grade]) => [`${page}.html`, Number(grade)])) };
  });
}

export function ndcg(pages, grades) {
  const gain = (grade, at) => (2 ** grade - 1) / Math.log2(at + 2);
  const sum = (all) => all.slice(0, 10).reduce((total, grade, at) => total + gain(grade, at), 0);
  const best = [...grades.values()].sort((a, b) => b - a);
  return sum(pages.map((it) => grades.get(it) ?? 0)) / sum(best);
}

export function mean(numbers) {
  return numbers.length ? numbers.reduce((a, b) => a + b, 0) / numbers.length : NaN;
}

export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
