import { z } from "zod";

/* What the simulated terminal reads of a request's body; everything else is left unread. */

export const paymentBody = z.object({
  SaleData: z.object({ SaleTransactionID: z.object({ TransactionID: z.string() }) }),
  PaymentTransaction: z.object({ AmountsReq: z.object({ Currency: z.string(), RequestedAmount: z.number() }), TransactionConditions: z.object({ ForceOnlineFlag: z.boolean().optional() }).optional() }),
});
export const referenceBody = z.object({ MessageReference: z.object({ MessageCategory: z.enum(["Payment", "Reversal"]), SaleID: z.string(), ServiceID: z.string() }) });
export const reversalBody = z.object({ OriginalPOITransaction: z.object({ POITransactionID: z.object({ TransactionID: z.string() }) }), ReversedAmount: z.number().optional() });
export const headerShape = z.object({ ProtocolVersion: z.string(), MessageClass: z.string(), MessageCategory: z.string(), MessageType: z.string(), SaleID: z.string(), ServiceID: z.string(), POIID: z.string() });
