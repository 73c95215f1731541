export const promotions = [];
