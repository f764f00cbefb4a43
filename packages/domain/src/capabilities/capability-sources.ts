import type { Citation } from "./capability.ts";

const checkedOn = "2026-11-26";
const site = "https://developers.portone.io";

/** What the page of an operation says in `part`. */
export function apiPage(page: string, operation: string, part: string, says: Citation["says"]): Citation {
  const [method = "", path = ""] = operation.split(" ");
  return {
    title: `포트원 개발자센터, ${operation}`,
    url: `${site}/api/rest-v1/${page}?v=v1#${encodeURIComponent(`${method.toLowerCase()} ${path}`)}`,
    part,
    says,
    checkedOn,
  };
}

/** What another page of the developers site says in `part`. */
export function guide(title: string, path: string, part: string, says: Citation["says"]): Citation {
  return { title: `포트원 개발자센터, ${title}`, url: `${site}${path}`, part, says, checkedOn };
}
