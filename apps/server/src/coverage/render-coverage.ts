import { type OperationCoverage, operationCoverage, type Place } from "./operation-coverage.ts";

const shown = (place: Place) => (typeof place === "string" ? `\`${place}\`` : "—");

/** The table for readers: every operation and where it is reached, with the reasons of those that are not. */
export function renderCoverage(): string {
  const rows = Object.entries(operationCoverage).map(([operation, places]) => {
    const { client, procedure, screen, journey } = places;
    return `| \`${operation}\` | ${[client, procedure, screen, journey].map(shown).join(" | ")} | ${reasonsOf(places)} |`;
  });
  return [
    "# Operations of V1",
    "",
    "Every operation of the vendor's document is in the sandbox. This table says how each is reached otherwise: the function of",
    "the client, the procedure of the server, the screen, and the journey that goes there; or why not. It is written by",
    "`pnpm --filter @maru/server operations`, and a test holds it against what there is.",
    "",
    "| Operation | Client | Procedure | Screen | Journey | Why not |",
    "| --------- | ------ | --------- | ------ | ------- | ------- |",
    ...rows,
    "",
  ].join("\n");
}

function reasonsOf(places: OperationCoverage): string {
  const reasons = Object.values(places).flatMap((place: Place) => (typeof place === "string" ? [] : [place.why]));
  return [...new Set(reasons)].join(" ");
}

/** Without the padding by which a formatter lines up columns. */
export function plainTable(text: string): string {
  return text.replaceAll(/[ ]+/g, " ").replaceAll(/-{2,}/g, "--");
}
