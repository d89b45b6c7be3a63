import { lookUp } from './lookUp';

/**
 * For each byte the sets it is in, up to eight at once: a bit each, in one table by a byte's lower half and in one by its
 * upper half; a byte is in a set where both know the bit. `fifteen` is 15 in every lane, which costs less to hand in than to
 * make.
 */
@inline
export function setsOf(bytes: v128, low: v128, high: v128, fifteen: v128): v128 {
  return v128.and(
    lookUp(low, v128.and(bytes, fifteen)),
    lookUp(high, v128.and(i16x8.shr_u(bytes, 4), fifteen)),
  );
}
