/** Where a long address may be broken: after its scheme and slashes, before the labels of a host, port, query and each parameter. */
export const addressParts = (address: string): string[] => address.split(/(?<=\/)(?!\/)|(?=:\d|\.[a-z])|(?=[?&#])/);
