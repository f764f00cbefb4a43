import { isFinalInstructionState } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { appErrorOf } from "../../lib/error-message.ts";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";

export type InstructionView = RouterOutputs["instructions"]["get"]["instruction"];

/** While it is open, what became of it is asked this often beside the live events. */
const outcomeEveryMs = 3000;

interface InstructionForm {
  readonly instructionId: string;
}
type Unnamed<Form> = Form extends InstructionForm ? Omit<Form, "instructionId"> : never;

export interface Giving<Form> {
  /** Sends the form under the id of this opening, once. */
  readonly give: (form: Unnamed<Form>) => void;
  readonly isPending: boolean;
  /** Why it was not even begun, or that no answer came. */
  readonly error: unknown;
  /** What became of it; undefined before it was given. */
  readonly instruction: InstructionView | undefined;
  /** Sends the same form under the same id again, where it was not even begun. */
  readonly giveAgain: () => void;
  /** Begins another one. */
  readonly startOver: () => void;
}

/**
 * One form that tells upstream to do something. Its id is minted once: a double click, and a resend after a lost answer,
 * are the same instruction. Only after it has ended does another id begin.
 */
export function useGiving<Form extends InstructionForm>(
  send: (form: Form) => Promise<InstructionView>,
  onEnded?: () => void,
): Giving<Form> {
  const [instructionId, setInstructionId] = useState(() => crypto.randomUUID() as string);
  const [isGiven, setGiven] = useState(false);
  const isLocked = useRef(false);
  const mutation = useMutation({
    // What was taken from the form is put back: the two together are the form again.
    mutationFn: (form: Unnamed<Form>) => send({ ...form, instructionId } as unknown as Form),
    onSuccess: async (instruction) => {
      queryClient.setQueryData(trpc.instructions.get.queryKey({ instructionId }), { instruction, steps: [] });
      setGiven(true);
      await queryClient.invalidateQueries(trpc.instructions.list.pathFilter());
      if (isFinalInstructionState(instruction.state)) onEnded?.();
    },
    onError: (error) => {
      // Without an answer it may have arrived: the same id asks for it, and cannot do it twice.
      if (appErrorOf(error) === undefined) setGiven(true);
    },
    onSettled: () => {
      isLocked.current = false;
    },
  });
  const reading = useQuery(
    trpc.instructions.get.queryOptions(
      { instructionId },
      {
        enabled: isGiven,
        retry: false,
        refetchInterval: ({ state }) =>
          state.data !== undefined && isFinalInstructionState(state.data.instruction.state) ? false : outcomeEveryMs,
      },
    ),
  );
  const give = (form: Unnamed<Form>) => {
    if (isLocked.current) return;
    isLocked.current = true;
    mutation.mutate(form);
  };
  return {
    give,
    giveAgain: () => {
      if (mutation.variables !== undefined) give(mutation.variables);
    },
    isPending: mutation.isPending,
    error: reading.data === undefined ? mutation.error : null,
    instruction: isGiven ? reading.data?.instruction : undefined,
    startOver: () => {
      mutation.reset();
      setGiven(false);
      setInstructionId(crypto.randomUUID());
    },
  };
}
