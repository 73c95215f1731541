/** A badge's code as a scanner types it. */
export const badgeIn = (text: string): string | undefined => /^LWB-[A-Z2-7]{20}$/.exec(text.trim().toUpperCase())?.[0];
