/** Changes whenever the same labels could give another model. */
export const trainerVersion = "1.1.0";
