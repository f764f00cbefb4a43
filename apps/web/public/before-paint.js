// Runs before the first paint and before any other code arrives.
(() => {
  // A remembered theme, density and language never flash. lib/preferences.ts reads and writes the same entry.
  const root = document.documentElement;
  let language = (navigator.languages ?? []).map((tag) => tag.slice(0, 2)).find((tag) => tag === "ko" || tag === "en");
  try {
    const stored = JSON.parse(localStorage.getItem("maru.preferences") ?? "{}");
    if (stored.theme === "light" || stored.theme === "dark") root.dataset.theme = stored.theme;
    if (stored.density === "compact") root.dataset.density = "compact";
    if (stored.language === "ko" || stored.language === "en") language = stored.language;
  } catch {
    // Without storage the system's theme and the browser's language stand.
  }
  root.lang = language ?? "ko";

  const path = location.pathname === "/" ? "/payments" : location.pathname.replace(/\/$/, "");

  // The first answers come first: a browser has few connections to a server. lib/early.ts takes them.
  window.maruEarly = {};
  const ask = (procedure, input = "") => {
    const search = input && `?input=${encodeURIComponent(input)}`;
    const answer = fetch(`/trpc/${procedure}${search}`, { credentials: "same-origin" });
    answer.catch(() => {});
    window.maruEarly[procedure + input] = answer;
  };
  ask("console.status");
  if (path !== "/sign-in" && path !== "/set-up") ask("sessions.me");
  // What the payments page asks first where its address says nothing: payment-list-query.ts spells it.
  if (path === "/payments" && !location.search) {
    ask("payments.list", '{"mode":"all","basis":"status","sort":"-time","limit":100}');
  }

  // The build writes here which files the first page needs, so that they travel while the main code is being read.
  const pages = {};
  for (const file of (pages[path] ?? pages["/"])?.[root.lang] ?? []) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = `/${file}`;
    document.head.append(link);
  }
})();
