import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "theme.css"), "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

type Rgb = readonly [red: number, green: number, blue: number];

/** Linear-light sRGB of an OKLCH colour, clipped to what a screen shows. https://bottosson.github.io/posts/oklab/ */
function linearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour of a token in a theme, read from the style sheet. */
function tokenColour(token: string, theme: Theme): Rgb {
  const colour = "oklch\\(([\\d.]+)% ([\\d.]+) ([\\d.]+)\\)";
  const match = new RegExp(`--color-${token}: light-dark\\(${colour}, ${colour}\\)`).exec(css);
  if (match === null) throw new Error(`theme.css has no token ${token} of a light and a dark colour.`);
  const [lightness, chroma, hue] = match.slice(theme === "light" ? 1 : 4).map(Number);
  if (lightness === undefined || chroma === undefined || hue === undefined) throw new Error(`${token} is incomplete.`);
  return linearRgb(lightness / 100, chroma, hue);
}

/** Contrast as WCAG 2 counts it. */
function contrast(one: string, other: string, theme: Theme): number {
  const [dark = 0, light = 0] = [luminance(tokenColour(one, theme)), luminance(tokenColour(other, theme))].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "surface", "sunk"];
const states = ["ok", "wait", "bad", "part", "gone", "unsure"];

const pairs: (readonly [text: string, ground: string, atLeast: number])[] = [
  ...grounds.map((ground) => ["ink", ground, 7] as const),
  ...grounds.map((ground) => ["ink-2", ground, 7] as const),
  ...["accent-wash", ...states.map((state) => `${state}-wash`)].map((ground) => ["ink", ground, 7] as const),
  ...[...grounds, "accent-wash"].map((ground) => ["ink-3", ground, 4.5] as const),
  ...[...grounds, "accent-wash"].map((ground) => ["accent", ground, 4.5] as const),
  ...states.flatMap((state) => [...grounds, `${state}-wash`].map((ground) => [state, ground, 4.5] as const)),
  ["accent-ink", "accent", 4.5],
  ["bad-ink", "bad", 4.5],
  ["test-ink", "test-a", 7],
  ["test-ink", "test-b", 7],
  ["trial-ink", "trial-a", 7],
  ["trial-ink", "trial-b", 7],
  ...grounds.map((ground) => ["edge", ground, 3] as const),
];

for (const theme of themes) {
  test.each(pairs)(`${theme}: %s on %s has a contrast of at least %d`, (text, ground, atLeast) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(atLeast);
  });
}
