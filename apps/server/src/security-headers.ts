import { createHash } from "node:crypto";
import type { Config } from "./config.ts";

/**
 * Style sheets that React Aria adds to the page by itself: how a press and a scroll behave on touch screens. Named by
 * what they hold, so that no other inline style gets in.
 * https://github.com/adobe/react-spectrum/blob/main/packages/react-aria/src/interactions/usePress.ts
 */
const reactAriaStyles = [
  "@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}",
  "@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}",
];

/** The headers every answer carries. `inline` are the scripts and styles written inside index.html. */
export function securityHeaders(
  config: Pick<Config, "publicUrl">,
  inline: { readonly scripts: readonly string[]; readonly styles: readonly string[] },
): Readonly<Record<string, string>> {
  const isHttps = config.publicUrl.startsWith("https:");
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${inline.scripts.map(hashOf).join(" ")}`.trim(),
    `style-src 'self' ${[...reactAriaStyles, ...inline.styles].map(hashOf).join(" ")}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-dns-prefetch-control": "off",
    ...(isHttps ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
