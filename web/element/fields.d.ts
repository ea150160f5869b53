/** The inputs: the key in links and attributes, and the name in scenario files and of the property. */
export const FIELDS: readonly (readonly [key: string, name: string])[];
