import type { PaperLine } from "@laneway/contracts";

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
