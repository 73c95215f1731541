import type { assistTexts as english } from "./assist.en.js";
import type { Texts } from "./words.js";

/** ما تقوله المحطة عن صندوق تولّاه أحد الزملاء، وعن الرسائل والملاحظات. */
export const assistTexts: Texts<keyof typeof english> = {
  "assist.begin": "تولّي هذا الصندوق",
  "assist.begin-more": "تُخبر الشاشة الزبون بأنك تساعده، ولا يُسأل أحد عن الأوزان في أثناء ذلك. عند الصندوق نفسه امسح شارتك.",
  "assist.from-station": "{name} يدير هذا الصندوق من المحطة",
  "assist.at-lane": "{name} يعمل عند هذا الصندوق",
  "assist.attended": "{name} يخدم على هذا الصندوق",
  "assist.here": "{name} هناك",
  "assist.hand-back": "إعادة الصندوق",
  "assist.end-other": "إعادته إلى الزبون",
  "assist.add": "إضافة منتج",
  "assist.pay-step": "إلى الدفع",
  "assist.no-bags": "بلا أكياس، متابعة",
  "assist.back": "العودة إلى السلة",
  "assist.card": "الدفع بالبطاقة",
  "assist.cancel": "إيقاف الدفع",
  "event.assist-started": "تولّى أحد الزملاء الصندوق",
  "event.assist-ended": "أُعيد الصندوق",
  "refusal.lane-assisted": "زميل آخر يعمل على هذا الصندوق الآن.",
};
