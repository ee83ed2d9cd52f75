/** Where a long address may be broken: after its scheme and slashes, before port, query and each parameter. */
export const addressParts = (address: string): string[] => address.split(/(?<=\/)(?!\/)|(?=:\d)|(?=[?&#])/);
