import type { DataRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { Language } from "./language.tsx";

/** The whole console, on whichever router it is given. Needs `loadEntryMessages` to have finished. */
export function App({ router }: { readonly router: DataRouter }) {
  return (
    <Language>
      <RouterProvider router={router} />
    </Language>
  );
}
