import { useSearchParams } from "react-router";
import { classNames } from "../lib/class-names.ts";
import { Select } from "./ui/select.tsx";

const all = "all";

interface AddressFilter<Value extends string> {
  /** Undefined where the address narrows nothing, or says what is none of the values. */
  readonly value: Value | undefined;
  readonly choose: (value: Value | undefined) => void;
}

/** One of a few values that a list is narrowed to by a word of its address. */
export function useAddressFilter<Value extends string>(name: string, values: readonly Value[]): AddressFilter<Value> {
  const [parameters, setParameters] = useSearchParams();
  return {
    value: values.find((each) => each === parameters.get(name)),
    choose: (value) => setParameters(value === undefined ? {} : { [name]: value }, { replace: true }),
  };
}

interface FilterSelectProps<Value extends string> {
  readonly label: string;
  readonly filter: AddressFilter<Value>;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** What it is called to narrow nothing. */
  readonly anyLabel: string;
  readonly className: string;
}

/** Chooses what a list is narrowed to. On a phone it takes the whole width. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, filter, options, anyLabel, className } = props;
  return (
    <Select<Value | typeof all>
      label={label}
      value={filter.value ?? all}
      className={classNames(className, "max-sm:w-full")}
      options={[{ value: all, label: anyLabel }, ...options]}
      onChange={(value) => filter.choose(value === all ? undefined : value)}
    />
  );
}
