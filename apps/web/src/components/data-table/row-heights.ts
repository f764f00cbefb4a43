import type { Density } from "../../lib/preferences.ts";

/** Height of a table's row in CSS pixels. Compact shows forty rows on a screen of 1080 pixels, the frame included. */
export const tableRowHeights: Record<Density, number> = { comfortable: 36, compact: 22 };
