/** What a handler knows beside the request itself. */
export interface InquiryHead {
  readonly storeId: string;
  readonly inquiryId: string;
  readonly laneId: string | null;
  readonly nowMs: number;
}
