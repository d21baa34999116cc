export { backOfficeHeader, backOfficePath } from './back-office.ts';
export { signCustomer } from './customers.ts';
export { demoHandbook, withWrapUp } from './handbook.ts';
export { demoWayOut, demoWorkspaceName, seedDemo } from './people.ts';
export { demoReplies } from './replies.ts';
export { demoScoreCard } from './score-card.ts';
export { createShop } from './shop.ts';
