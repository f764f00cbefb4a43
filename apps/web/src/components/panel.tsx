import { Component, type ReactNode, Suspense } from "react";
import { Skeleton } from "./ui/skeleton.tsx";

interface PanelProps {
  /** Said in place of a part that cannot be drawn, or whose code cannot be fetched. */
  readonly failed: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** A part of a page that comes when it comes: while it is on its way it holds a place, and broken it breaks nothing else. */
export class Panel extends Component<PanelProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    if (this.state.isBroken) return this.props.failed(() => this.setState({ isBroken: false }));
    return <Suspense fallback={<Skeleton className="w-56" />}>{this.props.children}</Suspense>;
  }
}
