import type { ReactNode } from "react";

interface FaceProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What one can do about it. */
  readonly actions?: ReactNode;
  /** It is all there is of a page, so its title is the page's heading. */
  readonly isPage?: boolean;
  /** Failures interrupt a screen reader; everything else waits its turn. */
  readonly isFailure?: boolean;
}

/** What a list or a panel shows instead of its content: what is so, what it means, what to do. */
export function Face({ title, children, actions, isPage = false, isFailure = false }: FaceProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <section
      role={isFailure ? "alert" : undefined}
      className="mx-auto grid w-full max-w-[34rem] justify-items-start gap-2 px-5 py-16 max-[720px]:px-4 max-[720px]:py-10"
    >
      <Heading
        tabIndex={isPage ? -1 : undefined}
        className={isPage ? "text-title font-bold tracking-[-0.02em]" : "text-lead font-semibold tracking-[-.01em]"}
      >
        {title}
      </Heading>
      {children !== undefined && <div className="grid gap-2 text-ink-2">{children}</div>}
      {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </section>
  );
}
