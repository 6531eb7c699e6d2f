// Required by Node before a client of the tests: what is not on this machine is not fetched.
const inner = globalThis.fetch;
globalThis.fetch = (resource, options) => {
  const address = new URL(typeof resource === 'string' ? resource : resource.url ?? String(resource));
  return address.hostname === '127.0.0.1'
    ? inner(resource, options)
    : Promise.reject(new TypeError(`the tests reach no other machine: ${address.hostname}`));
};
