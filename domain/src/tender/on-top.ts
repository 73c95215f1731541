import type { Surcharge } from "../pricing/surcharge.js";

/** What a payment takes beside the part of the total that it covers: for people, and for the way of paying. */
export interface OnTop {
  readonly tipMinor: number;
  readonly surcharge?: Surcharge;
}

/** Of a payment, an attempt or a part of a refund; absent: nothing. */
interface WithOnTop {
  readonly onTop?: OnTop | undefined;
}

export const onTopOf = (tipMinor: number, surcharge: Surcharge | undefined): { readonly onTop?: OnTop } =>
  tipMinor === 0 && surcharge === undefined ? {} : { onTop: { tipMinor, ...(surcharge === undefined ? {} : { surcharge }) } };

export const tipMinorOf = ({ onTop }: WithOnTop): number => onTop?.tipMinor ?? 0;
/** With its tax. */
export const surchargeMinorOf = ({ onTop }: WithOnTop): number => onTop?.surcharge?.tax.grossMinor ?? 0;
/** A tip as a receipt tells it, beside what it charged of the total. */
export const toldTip = (tipMinor: number, paidMinor: number): { readonly tipMinor?: number; readonly chargedMinor?: number } => (tipMinor === 0 ? {} : { tipMinor, chargedMinor: paidMinor + tipMinor });
export const onTopMinor = (one: WithOnTop): number => tipMinorOf(one) + surchargeMinorOf(one);
