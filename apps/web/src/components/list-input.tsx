import { type DragEvent, useRef } from "react";
import { classNames } from "../lib/class-names.ts";
import { type ListProblem, readFileText } from "../lib/read-list.ts";
import { Button } from "./ui/button.tsx";
import { controlClass, Field } from "./ui/field.tsx";

export interface ListInputWords {
  readonly paste: string;
  readonly pasteHint: string;
  readonly pastePlaceholder: string;
  readonly chooseFile: string;
  readonly dropHint: string;
  readonly fromFile: (name: string) => string;
  readonly listProblems: Readonly<Record<ListProblem, string>>;
}

interface ListInputProps {
  readonly words: ListInputWords;
  readonly text: string;
  /** The file the text came from; null when it was typed or pasted. */
  readonly name: string | null;
  readonly problem: ListProblem | null;
  readonly onChange: (text: string, name: string | null) => void;
  readonly onProblem: (problem: ListProblem) => void;
}

/** Where a list is pasted, chosen as a file or dropped. */
export function ListInput({ words, text, name, problem, onChange, onProblem }: ListInputProps) {
  const fileInput = useRef<HTMLInputElement>(null);
  const takeFile = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readFileText(file);
    if (read.ok) onChange(read.text, file.name);
    else onProblem(read.problem);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void takeFile(event.dataTransfer.files[0]);
  };
  return (
    <>
      <Field
        label={words.paste}
        hint={words.pasteHint}
        error={problem === null ? undefined : words.listProblems[problem]}
      >
        {(control) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button is the first
          <div onDragOver={(event) => event.preventDefault()} onDrop={drop}>
            <textarea
              {...control}
              rows={8}
              spellCheck={false}
              autoComplete="off"
              placeholder={words.pastePlaceholder}
              value={text}
              onChange={(event) => onChange(event.currentTarget.value, null)}
              className={classNames(
                controlClass,
                "h-auto min-h-36 resize-y py-2 font-mono text-small [tab-size:14] coarse:h-auto",
              )}
            />
          </div>
        )}
      </Field>
      <div className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-3">
        <Button onClick={() => fileInput.current?.click()}>{words.chooseFile}</Button>
        <input
          ref={fileInput}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label={words.chooseFile}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void takeFile(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <span className="min-w-0 flex-1 basis-60">{name === null ? words.dropHint : words.fromFile(name)}</span>
      </div>
    </>
  );
}
