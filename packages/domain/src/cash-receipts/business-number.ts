const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5] as const;

/**
 * Whether ten digits are a business registration number: the last is a check digit over the others, the ninth of which
 * counts five times with the tens of that product added once more. Source: National Tax Service, 사업자등록번호 검증.
 */
export function isBusinessNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^0+$/.test(digits)) return false;
  const at = (index: number) => Number(digits[index]);
  const sum = weights.reduce<number>((total, weight, index) => total + at(index) * weight, 0);
  const carried = Math.floor((at(8) * 5) / 10);
  return (10 - ((sum + carried) % 10)) % 10 === at(9);
}
