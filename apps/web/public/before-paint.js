// Runs before the first paint, so that a remembered theme, density and language never flash. The rest of the console
// reads and writes the same entry in lib/preferences.ts.
(() => {
  try {
    const stored = JSON.parse(localStorage.getItem("maru.preferences") ?? "{}");
    const root = document.documentElement;
    if (stored.theme === "light" || stored.theme === "dark") root.dataset.theme = stored.theme;
    if (stored.density === "compact") root.dataset.density = "compact";
    if (stored.language === "ko" || stored.language === "en") root.lang = stored.language;
  } catch {
    // Without storage the system's theme and the browser's language stand.
  }
})();
