import type { z } from "zod";

/** A wrong field, by its path in what was given. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** Every wrong field of what a schema refused, by its path; a field that is not known by its own. */
export function fieldProblems({ issues }: Pick<z.ZodError, "issues">, under?: string): FieldProblem[] {
  return issues.flatMap((issue) => {
    const paths =
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const message = issue.code === "unrecognized_keys" ? "is not known" : issue.message;
    return paths.map((path) => ({
      path: [...(under === undefined ? [] : [under]), ...path].join("."),
      message,
    }));
  });
}
