package dev.contactbook.examples;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.contactbook.domain.ContactDetails;
import org.jspecify.annotations.Nullable;

/** Writes phones as the numbering plans of libphonenumber say, before Contactbook gets them. */
final class NumberingPlans {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    /** Sets phone and country fields. Text that is no number of a plan stays as typed. */
    static ContactDetails.Builder phone(ContactDetails.Builder contact, String typed, String country) {
        PhoneNumber number = read(typed, country);
        if (number == null) {
            return contact.phone(typed)
                    .phoneCountryIso(country)
                    .phoneCountryCode("+" + PLANS.getCountryCodeForRegion(country));
        }
        return contact.phone(PLANS.format(number, PhoneNumberFormat.INTERNATIONAL))
                .phoneCountryIso(PLANS.getRegionCodeForNumber(number))
                .phoneCountryCode("+" + number.getCountryCode());
    }

    private static @Nullable PhoneNumber read(String typed, String country) {
        try {
            PhoneNumber number = PLANS.parse(typed, country);
            return PLANS.isValidNumber(number) ? number : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
