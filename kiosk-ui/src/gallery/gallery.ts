import "../kiosk/kiosk-app.js";
