import { z } from "@hono/zod-openapi";
import { storeId } from "@laneway/contracts";

export const failureAnswer = z.object({ error: z.string() }).openapi("Failure");
export const problemsAnswer = z
  .object({ error: z.literal("refused"), problems: z.array(z.object({ path: z.string(), problem: z.string() })) })
  .openapi("Refused");
export const storeAnswer = z
  .object({ storeId, name: z.string(), currency: z.string(), currencyDigits: z.int(), country: z.string(), timeZone: z.string(), region: z.string().optional(), retailerId: z.string().optional() })
  .openapi("Store");

/** What is wrong with a request, path by path. */
export const problemsOf = (error: z.core.$ZodError) => ({
  error: "refused",
  problems: error.issues.slice(0, 50).map((issue) => ({ path: issue.path.join("."), problem: issue.message })),
});

export const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { "application/json": { schema } } });

export const failures = {
  401: json(failureAnswer, "No bearer, or one that nobody has"),
  403: json(failureAnswer, "Not this caller's to see or change"),
  404: json(failureAnswer, "No such thing"),
};

export const security: { [scheme: string]: string[] }[] = [{ bearer: [] }];
