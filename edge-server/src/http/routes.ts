import { z } from "@hono/zod-openapi";
import { refusedAnswer } from "@laneway/contracts";

/** An answer of JSON, for a route's table of responses. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: { "application/json": { schema } } });

/** Every route may say no. */
export const refusals = { "4XX": json(refusedAnswer, "A rule says no; `refusal.reason` names it") } as const;

/** A request body of JSON, which must be there. */
export const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { "application/json": { schema } } });

/** The route needs a session's bearer. */
export const bearer = [{ bearer: [] }];

export const limitQuery = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
