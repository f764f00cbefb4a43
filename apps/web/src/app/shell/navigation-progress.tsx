import { useNavigation } from "react-router";

/** A thin line that appears when a page takes long enough to be noticed. */
export function NavigationProgress() {
  const isLoading = useNavigation().state === "loading";
  if (!isLoading) return null;
  return (
    <div aria-hidden="true" className="relative h-0">
      <div className="absolute inset-x-0 top-0 z-10 h-0.5 bg-accent opacity-0 [animation:shimmer_1.2s_linear_300ms_infinite,appear_120ms_300ms_forwards_reverse]" />
    </div>
  );
}
