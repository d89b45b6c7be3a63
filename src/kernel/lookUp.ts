/**
 * What a table of sixteen bytes has at each of sixteen places, none of which is beyond it. `swizzle` has to be guarded against
 * those that are; where an engine has relaxed SIMD, the same is one instruction (see `src/host/searchModules.ts`).
 */
@inline
export function lookUp(table: v128, places: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? i8x16.relaxed_swizzle(table, places) : i8x16.swizzle(table, places);
}
