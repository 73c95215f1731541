import type { Asked } from "./canned-station.js";
import type { StaffScene } from "./gallery-staff.js";

declare global {
  interface Window {
    /** Draws a scene of the staff's pages; resolves when it stands. */
    showStaff(scene: StaffScene): Promise<void>;
    /** What the page has asked of its store, and how the store shall answer. */
    asked: Asked;
  }
}
