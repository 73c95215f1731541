import type { PaperLine } from "@laneway/contracts";

/** Codes of the vouchers on the paper, each once: they lie on the shelf too, to be paid with. */
export const vouchersOn = (paper: readonly PaperLine[]): readonly string[] => [
  ...new Set(paper.flatMap((line) => (line.kind === "qr" && line.data.startsWith("LWV1.") ? [line.data] : []))),
];

/** Cuts the paper into the slips that a knife has parted; the last one may still hang in the printer. */
export function slipsOf(paper: readonly PaperLine[]): { readonly lines: readonly PaperLine[]; readonly cut: boolean }[] {
  const slips: { lines: PaperLine[]; cut: boolean }[] = [];
  let lines: PaperLine[] = [];
  for (const line of paper) {
    if (line.kind !== "cut") lines.push(line);
    else {
      slips.push({ lines, cut: true });
      lines = [];
    }
  }
  if (lines.length > 0) slips.push({ lines, cut: false });
  return slips;
}
