import type { voucherTexts as english } from "./voucher.en.js";
import type { Texts } from "./words.js";

export const voucherTexts: Texts<keyof typeof english> = {
  "voucher.list": "قسائم الشراء",
  "voucher.given": "قسيمة صدرت هنا",
  "voucher.given-more": "تُطبع الآن، ويمكن للمتسوّق تصوير الرمز أيضًا.",
  "voucher.code": "رمز القسيمة {number}",
  "voucher.number": "رقم القسيمة",
  "voucher.none": "لا توجد قسيمة بهذا الرقم.",
  "voucher.until": "حتى {date}",
  "voucher.open": "سارية",
  "voucher.used": "استُخدمت، {time}",
  "voucher.expired": "انتهت صلاحيتها",
  "voucher.blocked": "أوقفها {name}: {reason}",
  "voucher.sum.issued": "الصادر",
  "voucher.sum.open": "المتبقي",
  "voucher.sum.used": "المستخدم",
  "voucher.sum.expired": "المنتهي",
  "voucher.sum.blocked": "الموقوف",
  "voucher.block": "إيقاف",
  "voucher.release": "إعادة التفعيل",
  "voucher.reason": "لماذا؟ يُدوَّن السبب.",
  "voucher.act.block": "إيقاف القسيمة {number}",
  "voucher.act.release": "إعادة تفعيل القسيمة {number}",
  "voucher.reprint": "طباعة القسيمة {number} كنسخة",
};
