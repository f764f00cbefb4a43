import type { ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { classNames } from "../lib/class-names.ts";
import { ChevronLeftIcon } from "./ui/icons.tsx";

interface BackLinkProps {
  readonly to: string;
  readonly onClick?: LinkProps["onClick"];
  readonly className?: string;
  readonly children: ReactNode;
}

/** Leads from a page to the one it belongs under; its first line. */
export function BackLink({ to, onClick, className, children }: BackLinkProps) {
  return (
    <Link
      to={to}
      onClick={onClick}
      className={classNames(
        "-ml-1.5 inline-flex h-7 items-center gap-0.5 justify-self-start rounded-sm pr-2 text-ink-2 hover:text-ink",
        className,
      )}
    >
      <ChevronLeftIcon />
      {children}
    </Link>
  );
}
