import type { CardRefund, TerminalReference } from "@laneway/contracts";

/** What the lane's card terminal is asked for. */
export type TerminalEffect =
  | {
      readonly kind: "authorise";
      readonly attemptId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly previous: TerminalReference | undefined;
      /** Absent: as the terminal is set up. */
      readonly offline?: "allowed" | "forbidden";
    }
  | { readonly kind: "abort-payment"; readonly attemptId: string }
  | {
      readonly kind: "resolve-payment";
      readonly attemptId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly previous: TerminalReference | undefined;
      readonly refund?: CardRefund;
    }
  | {
      readonly kind: "refund-payment";
      readonly attemptId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly refund: CardRefund;
      readonly previous: TerminalReference | undefined;
    }
  | {
      readonly kind: "reverse-payment";
      readonly attemptId: string;
      readonly amountMinor: number;
      readonly currency: string;
      readonly reference: TerminalReference;
    };
