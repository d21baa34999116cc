export { signCustomer } from './customers.ts';
export { demoWayOut, demoWorkspaceName, seedDemo } from './people.ts';
export { createShop } from './shop.ts';
