/** Stands until the first page's code has arrived: the paper, nothing that would have to move. */
export function BootScreen() {
  return <div aria-busy="true" className="h-stage bg-paper" />;
}
