import { isFinalInstructionState } from "@maru/domain";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { appErrorOf } from "../../lib/error-message.ts";
import { queryClient, type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { forgetGiven, recallGiven, rememberGiven } from "./given-store.ts";

export type InstructionView = RouterOutputs["instructions"]["get"]["instruction"];

/** While it is open, what became of it is asked this often beside the live events. */
const outcomeEveryMs = 3000;
/** What the server does not know after so many looks never reached it; the form still sends it under the same id. */
const mostVainLooks = 20;

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
 * One form that tells upstream to do something. Its id is minted once: a double click, a resend after a lost answer and a
 * form that is filled in again after a reload are the same instruction. Only after it has ended does another id begin.
 * `what` names the form and what it is about, such as `naver-points imp_1`: under it this tab remembers what was sent.
 */
export function useGiving<Form extends InstructionForm>(
  what: string,
  send: (form: Form) => Promise<InstructionView>,
  onEnded?: () => void,
): Giving<Form> {
  const [remembered] = useState(() => recallGiven(what));
  const [instructionId, setInstructionId] = useState(() => remembered ?? (crypto.randomUUID() as string));
  const [isGiven, setGiven] = useState(remembered !== null);
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
      else if (!isGiven) forgetGiven(what);
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
          (state.data !== undefined && isFinalInstructionState(state.data.instruction.state)) ||
          state.errorUpdateCount >= mostVainLooks
            ? false
            : outcomeEveryMs,
      },
    ),
  );
  const hasEnded = reading.data !== undefined && isFinalInstructionState(reading.data.instruction.state);
  useEffect(() => {
    if (hasEnded) forgetGiven(what);
  }, [hasEnded, what]);
  const give = (form: Unnamed<Form>) => {
    if (isLocked.current) return;
    isLocked.current = true;
    rememberGiven(what, instructionId);
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
      forgetGiven(what);
      setGiven(false);
      setInstructionId(crypto.randomUUID());
    },
  };
}
