package dev.peso.internal.codec;

import java.util.List;

/// A text and frames of it by the reference implementation (zstd 1.5, levels 1, 19, 3 without checksum, 7 with the size).
final class ZstdFrames {
    private static final String WORDS = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua";

    static final String TEXT = text();

    static final List<String> OF_TEXT = List.of(
            "KLUv/QRIVTUAKkCoCRlgJakbknaQoMrRktQBAMBFkiTJQKdhGCwBkwCNAJQAJpFWzjO2sm9iCszDftjulmm/LVR2dMs2n9Ro"
                    + "ZUwBcss2DckztseDCkLyjP22+uUZ84ztbplBppUxz3cLYOW5JNWvPR50vQDKVj8cSvTbwjyje/0OOAsbEByxXgBlCwEshrmN"
                    + "n76f26G98W7ZJvYxIGgA66C5sIWXmhogaLtbhpu4hMBq6JZtYns8KIoy+uESAqsFyqhOynNBSwisRgLV7x8UFNJvC/ttYqNk"
                    + "7pZt9nGUVnZsN2PkWZHHg7IYh7EfPmyPB33YTwSjj62MJhD9tpYQWK2k0ecTpH7K7pZtMvY3Mc9noezINlvZ8/wwHdLKjv0w"
                    + "JdPKjv228G6ZsmN/jMGOwxC3bLOcflvYypvYD/Pc7pYlQvopOqaPrewYoDxjicqOm4hGEqrfFpYzBnlFnFGcUlQ/kcbdsod9"
                    + "fEqYt/VQJNHuluEgIlCnlU9R7fGgmwK1x4NiP7xbdhTqh4qoRFQ6Jc8ijVZ2MoYppAQkt/HTt5WI6odEkfZ40Cth+kKlowpK"
                    + "H41JYrTHg94tU3Y0ZLS75aJKHwkZKkjKtLtlqNDYFAKrHWGE4U2BlFu2iZsjmXa3LP22ECW3bBMhc44phEVKiBxT2GYRpd0t"
                    + "a0WRSp7RaeWiCAkGUn0mxfRPOUm1sqM64hy0iaWoY9LdMpVEnxCD3A7tTZAQWC3Px7SyIyoEnTwHKt0tgMXGUMUkZJIZQ6wX"
                    + "QFlAyhICqyEqqN9WW+3xoMZBw1wosfmMKqOVR2FsZUeBlB0JI9JYQmA19rYwKKmvxGZg2mpl3IICqNI0KRVDNDQLkpQ6IghU"
                    + "OCieraJkDxJAIBCcJmaBGLJNkg6CunUa3pW7HVp0mYEPWYAPoe2jftR2qj4YIxaTjPLR9ioF1r5hFsRUeAKeMcgwZGzPkiCj"
                    + "ylx6s4B89rndGS1igRDYwWMRES1sGeAjI+TKOPP+Tarxlun5amM2H+2fwVP3IzqScKVi31t6VWedRX8FBD/DRGK9l1z0vdEL"
                    + "SpBgcmDAqxqC3401wleboEBZELfE5TGmg+/KydVSqsiw4YYSGeN3dNuxnRV5UNfjuNH78kACdtiPErnfhv/3l6wsgmvLj6un"
                    + "blHPWnfq8qFF4ZUv6javMbxvKBa+yqUiSjsI6MX7YqS0MYCuADDKUaQ9gsoHDgtGn0a2uvm0X9G0uFBhf0BKm8Zf7D/LS+ha"
                    + "gFJM7laAJAcYUZVQ1O2AWBABWQyMwOJ8MsivNKCjDC9+ZrF0MMHIwsxDKnOaBChjV5Z/nEFkm4FG02945EIiUnoOXw7vgZmS"
                    + "0+9+UYLatMRmBe9MtCBQPYbu32pwhXCJXUSzBMRR0zTL+jHfWwl3JIV9w3NPiOCjRXAexOjfNjdnC/JRj8YjRq5Y2EZQWcrx"
                    + "Io0C0YtvupCS/2W77BRzibwjdT2WQSO1H9JqcgYQYwbtkkfLWXJcCpvROATeyNClf0ePYcLTsGY/vgxL1QmHHKLuWysmqmM0"
                    + "d12cQmoWqaFw434WpgtLRn6Cl8zgtRzisdHnXDRaDdiXf11Z2EMBLuqZfgXWo6eEsXduH5UyknCOgh50IrRShgpGqsCwVllN"
                    + "rB8x82irf6RNIbm/xPgCerUsSFmCXUZQuiyfH0qhDI7Olf6g33Plz0TGL5JVC19TfElBO9jdh+sB6hZxAv9d71lBEq/lQRNJ"
                    + "PMix+PT9zCSoJMioYaWqJtoWJwlz92zPo9z9cifB1QApQyJGRuDyhUT0DC1OdHAcnNpqH207mXADAGLYwI+5QSeYC84WxvEi"
                    + "LlPKhdDGXNnc1lEHQMNsf2oNU//NGJURbes7yAGXcLBN3aGHZvRE5yi4itCi+FFYk5Hc7GiXrV1w9JdUWrhyCyH+bgpp0O2W"
                    + "jPDnogvVLporHhoiyOXgdO3ZGUfkIRJW6YWCBbyRQpPeqBm8n6e4dHTPqS7OV1hsQ1F45SohSdIE45JkQ9U5uQQR7PQ5PkdR"
                    + "2dOAmUn1ftn+PwovbkemLzd+lCYIksAX/J24/KAn5RUAnpMLyIKOLBalbyM9InTh5p+hgcBKbKFUg91svvQc1OmgVXxjT2pG"
                    + "b0e36ntgVbGEt4Pdvu8ZIA1hRjXgxGAnnKjklq6oguEjxu0aIyTs7WaqcPOKBmGh6q9TRFIRW3ihYBLw67hMDAj9cZcPWN6V"
                    + "Q0NWcXy0MPBD4nJYvfYPCo8ET+cIN7Oej8oem/sGAIJ7pdWAmbGBHBPTHWGV4BwUKvBDBpFj2XIM+VZe0AzO",
            "KLUv/QRojSoANp5JFJC3ONSI2Mjtvv3K3XsYhmGK/g9iUQA/AD4AuflGgtxfvox1vR/EFJ7Mobx/wBMCEiAtohiMATEAYjAF"
                    + "ciTF8C8HpHD4j7+PgGAEEqNgFMQ8oRRGYQQIxuGDFHNABkgxR0kKxhTalyEIAuIINlqVtW2crYx71O+6hLechmmGfWU6XmRJ"
                    + "yPZK/OULq+iVYU4/3s3M8lAL363m+9AmH2WZL28YA3duY9q8uis8O3upbIRcXUm5xlONamhXsEoR+0uxla4sU1x2Ra2KXau9"
                    + "13zNisU2l3hIx3d9XVnN79OUyWV5ho131sTbvQHvRy3rbqomXhbznmbhFCNtlh5Z72E+KSq3lupil1Zyc9ld7vvp4q1Ss1lj"
                    + "cm5yGlvR4eLOteladWUvmmEFgg6osh3qagqF9g0iEAQgIBqVFFG0ByJQCBMrYAlAOJFKSUpSSGsrIixgfkmNcU0tn4QrxdVH"
                    + "IXJaDnauWcQIVemqK2XYjbcFo0ObjotMIktCasxnl7xUy1Eg+C2w/ZS1q/FrRFTdlntHxfQO9iqHUlTkhRs/fffNP4fmJCLr"
                    + "ojedEagYKZL7vo7vth5Prd008IyiDTh7fNB9vXmdCum8efT1+Oy4UlC+ZXyME2EqVdPuyLMaYOpBTo/rBpSLdJJK6ilUvNGv"
                    + "aCkfygKlswpN/Q7N4vj6JgI2vNjCkIoPAZ4lXc4/2tVvhjzV6uGzpXQom1D54YlbQjTYmQvThQaA0M+FKZ1t5icpo8VfEzYQ"
                    + "Y6Gx8qRLGYI9P8gHbJ1/J+mPs+d2tL1fe3iImJNA9Mrt99ZxdswJ1qS79b0VpPciqzDnB2cHikWIw3ytSq9IPXrTFGVsEjzg"
                    + "9luzth31BdaClCxxdIvIRsrv8+o33yMQi6S6wZKcs1U+osNFf9VpEq/olWyLHvmHm8EHj+BhHt89vjG20vmdXU1ZU/4OvCvi"
                    + "RQCQNNGXSk4K4wvYTkG85wXn8W4n19h0y3BC3OXOPQR/Uv2ERXGP/1p19oJJ1Txi15IYmaohjcBH3HS1wCwNj5thizgZt1+T"
                    + "DgLuCIWDcI2+y1p/UEQEMiegSLvVhtatBGAeAEnYYrzur6fG7cie3TtGX5dhZskz2T5A1XaU+429/UCqfQdSS4O45XDoprlS"
                    + "gXi6GLzkWjU73zf3MeDXFZu/rxI9QMwH+y31EkW09rvehtyx6AFGCmLH9aiZEbVgKWDogBroWS1W3HBB4N4aODkHSBgnodeY"
                    + "ChO71p0Y8vlSwAC+TFiadWrAhx0A6/0/4M4TvUffjr0UuJEFxx1p3fP4POvzMdyX77z4l99FEAktXOnRBOk4BQp61XYzsyNr"
                    + "fa5PBOkfqjI2trhKPhOjtfoMYaNtNKY4IuXUB0tBs2piiM8vDkETfywLjAiAE2DvmKHlgVAyvTmxI83s5K0gVL1Rc21RKaJj"
                    + "3qIgnxkis50DUHJWTHjxQdtHpLDeeYrsXAL8Xaq0Gs5clH2aCmYsoDYDW5gM8aOEaAH7Nr1UfuMX2wcFUEJWX8pZnlLrmfBZ"
                    + "P6DyOGSBFCZjoW2nLK69NWsmUHukowHZh873D78z1ffsLkPaQ2NlBcpACnKaa7lw7rf6rUco6ykVTN+MdXa3ABwvZrQGX9MD"
                    + "1+NRTWagar9zbOoQx1cMxQjmygwfrOU0vDY3RB39PUXYY9EGO4Wq67rmMCz/XXOLipEvIHQ2jj18hoGh6MwVkZmilF3/K9Hc"
                    + "cW8lx+O6r0vmPCJiwCe1fYxiHQ7L8yRY9R56551/WY4+UX1frSxK2F+52dLKvICqrFjEXCuMP7igQo+IjsRJ41p07AxwFiy5"
                    + "2Ape0AzO",
            "KLUv/QBYFTEAdqdgFpAl7Yl8/PRDg9oEKXfvK+lusg3MzEJjAFgAVQBfULFYReLIEImjejfDJ+K6+gUVcUQcJfenT3Vt72Yo"
                    + "4qgK6f0DHA1OgBg2pIEiGApgEBQ5BqXinwqHYPzL30tgUAJQIRQy1A8SKaQEDIrxwhHUIVU4gkPKJEQoZXmfahgIDCbItg85"
                    + "1h5MHOWi6PexIjEdsqyXhxi/I44a7YZ7qlQm7l1F8v0Q/Okd2cBUzPpF4F/87k4xx5dD6lMRR4z4qaAd+l5iiaNSxi/okGKh"
                    + "JiHCp/Juvgi8nPsCfG5E8nvbIUIP2WPrHHeYbGT2J+NL76lNne3QRI8vqKCR7bbuo/dTNTZj80jiyPi+CBzvNDEFMvanwsY2"
                    + "tWavFvmuynYmIYLiZed7GcRrwa29N0xNA+9mqOVdHUMTjXlxaFoaL5xUxkkc7fiCUNz2O8LU95GDe9gYe0hl9lButndEXVwf"
                    + "mriDODoC0XzXqayrrPd+JjA3990MfWNP3doO+aS9eV/Qpa1gTS2CM6iiPU0JSZIM2wEiCEQ4MJxJqxw/EgjiSKyFidgxmiYd"
                    + "gnLTFE7DsAxbrTtMf25Xx0MmfVCB7gxFP4jMvS8ZN9A2nULQrPe2yeqQhtLxkZnJ7C0ODXiSSmGXZTEChGc0KDvz3CYlBHFf"
                    + "hzpW8C1wbOvlQ8TBbgRoUt9TmerLRNrNd13590qKIDpKOKDoqDtXyYiRk6qoCuB/MhIXKjDiLJfTluTrP6GvRu/3jEgGe/58"
                    + "TQ0UXMjsl2c+jBne75q6CQgk0ugMN4Jkg5Kv6dia1X+Q1cPmhjG48B0OUYp5Mb8fUxllBb8bkuHZht1Cz6pw6s5DRlTSm+nr"
                    + "rPuWsbkqtzdRekOAFwMaIf1ulWdEM2NkNoI419NMZVtIGN5BPfb+KjaTEc1y4ZFK3k9JCaqZ/zJqWxLyFhw0Z8vDpaKdZqxG"
                    + "cSeYVTnMrAAGHJxPOqCjKeNO3bnzToDQgwqE7F7zeHs4AsoawO/9r9gWVDQDVY0LLXLIRKqVgz44zMAUMpwy1Or+AGxybcCX"
                    + "xwfeZPPIhTTB45A0jC2iv8Sk2b+Asr7+PQm+TWol6xCPsGmqo804yXHrN2lzji35Yx2piuijwYbdh6pU5hUpIwgvvtslpUxr"
                    + "I40aSoCbAHOz3d1NXOJ/cZAkTVjAn949Dn+SF5cIc8UJW8hDt/y1pt3sjqKI0GMgPnRqDYXKfjaYGYPw2YizfDMxzDzIrovF"
                    + "aNwacoraIzYdWOw/qeYgXFgSBXztpdlQfoqMnWZgVxfC9SJ0GcCjWSs7029YuF3x0WIN1pC6ld4qIwk6XG0r0lBBSYObdtMu"
                    + "M2RC+fX+d/RRNICM5nHboWZ+6GkNAqOdQCY3SVMCyYgXEnc1Au8zGE7hIWFd+1nrNYbobGV1vqJIgZMTsVIce4yS00rv67kr"
                    + "RObmioCQIMKO9nkAM4gFlyMJiDPRlQwR/8VJA8xdLZJwUO44YVsJrvZNFYlpFQFz1qOgFezwF5OTnHIgtT9ctQtZ+5mIm64D"
                    + "txe/lcWXTsEIC67sBvvK0eeG5r1JofsxbG70/KLnh++q/aZX9Y8W9Rk04IEONCWGjDN81u6OaxtEgeFPypzjCh0J5UtAk+YZ"
                    + "GkbIfvi/yxoB+DJB+kBTaNYXMQo+RaAEvf3dw5eIIDgj+y5D1k6EZ9kTBuddmHK5N0Oh4Ls45tmP3LXRnmuxB2zzWdY358sU"
                    + "0syF4ZWvhTzCFm+cVJIAkTlrcnWDSjBAWpwRyYiNV1Jb2CCuvsxNv/wL3XwFTQtnvnCvon1NP4wPiBopqPYlThlw4aRWTrCs"
                    + "LpiFHLYADggiQySoAWOktHeoVaaCP18NgVjRGQ++MHy+/+eUQhLZaT02gxVjMNvpZucJPw34rdjWg51HvzKo0Ud8O9TuAKC/"
                    + "DMdzCNp6oERxG8ICqTXuw9WuMBjD98Z0yA6JkAOr2zMRXuOrBHRO1V0b+PErSTP54kuSyjdgJoeMqbOMiz5oLyLZ4ijkcgUp"
                    + "AlFb/dG8PCwDfxOgMA6dBeQTeKE7f3MVmKNs2et925Fg+waNd1TGLIDvGVkQY7bCKJrTXZiEsoV4HdzOWzFwsJt1Kw==",
            "KLUv/WRxFkUtAGahUhaQJe2JfITM4gbf7St37yvJbrIN3M1iVwBIAEcAm1d3xdGn4rn5BiH3J+t6P8IojsYgvb/AEVEIiJaQ"
                    + "BswgDABhGKU4KBn/NCgEjv/w9xFAGAEyAqYI44lUTDECwhwfFMMoyhgUQ1HGSUjAjEL7NAQiQDgBvaZVWdvG2cq4R/pdl+At"
                    + "p+F7mmFfmfob9KmIJUG2d6SEP71B4wsr6aXBnH7czCwP9f0kvvtkVvN9kE2+N4hkGp/emMGd25gEWcpW/P0Q5PeuJPnJDGtc"
                    + "jWp2CUsR+1N6d/f3w2VXpPUNUuzaQXuvWbHYzmzwxENy74fv+t67spp9NMnksjzDxvfh586acAfvRxjLupuqWcx7mlhYlGKy"
                    + "AMIR6z3MJ4ppKLeW6mJrcnPZXW5R3s818VaLk2azxuTc5Hw2cri416Zr6UX5NDwbzfBN7eB7AYHwqIESQklBIXscIQQJRIEg"
                    + "tVgPEUAQBVJIMcYMyZAkSdIBgpL50s7GT7TugSvd1ROMnMZobh1sEc0DI3JNV0IpFhpFidYaOhzqOH0wpyU/gmSRXfZWa5Z2"
                    + "pia2n5q+To+Ipi1rAVbJZLOQLM1+KpVppHMGiPRKvhvkf6uC94iuFiV3Hg6NETVwN1THgFcPRy0W0+IZSBuw0+8Dx/degwbh"
                    + "3dzGegRy5ca08bst4/Oc6LuaJ7Rj4Jk0wPMjQq3n+gYhQLoSpUCpbSopWjnncOlSsPKs3lN/QVMqZP4GKDbu2OoZIYr0HaJL"
                    + "QkefCf2u8jxZvW2LqrltOZUZ7LOAcTHzDuhCHiBUubAnJcsAdERqufjRFGTg45J7eYaY4qFG8qOHKwu+ZMadkv4RZjH0jzbf"
                    + "P+wQ+fGSY5eGci+ydHfQwbE4WOu+ognlC1JoBgpoOj6cGSJ9H2ZRJVqBNRhj9Bro/h7YnAmxZ00NDN35AnEu3HH4iignNX4B"
                    + "zfr57wm8LJOytX59dpTrxOE0f6JOZvHqrrR5ouflXzaDAngWhVl9x5r+lEkt2TTyUxYlLay9HYfO0qx5x+S2B8bnyyNDPKMt"
                    + "A7gisem6utM5Fw+StMRVj5/J+ylVWPA13dlcTCCfh6HrGSOVGpY5MeGPN/vhKyTSGFczCAhovkY9TQoCmjQAQIUThuuahRbY"
                    + "FFPPG9C5/g4oapIhxG4XkiacAknYwFV9Lc3cW+t+xdoQeRszTzaTywPytnjucvSegZi3Qywo1rItd9GNDJWOrCeAwZy1KkKF"
                    + "3NLmPbyAvV+TY/PIFVwKNEp55sR5rXnXv8gxiizOgCEPdgYBs5yZiSqYH6styUioRRAnSlwkDIyMcjsJU5fQaS0UMbF/IJAV"
                    + "ovFlzQGIn/ChAeRS4PceOVc3/0fEjUl697w+lPwSwAvm7u729smAbYsBkobt97K+uFgko4Qj+wfRwhzRAcFJa7SFzCBZpw5X"
                    + "QdHzP6jKLI8nqP7ILz8O9aZtxaO3IguJXkhV9LUZZKkYjrHx9wSCIDp/yAMhEYk4s/b7DFp9plEffftEyB0Gh7w5C01r5++Y"
                    + "7H6ENuft0V1U8ZnZbuEcRaU23hMU49+8CQ+/oyBOzRzgtjuMlv1TL6osoSUYdheAbAu/P0a4hCy+v70Y/ZwW6XyQaNiQjC/m"
                    + "LWNKO8LJiLMPkLsvqIQxoh7T8Npl85Jp0k7rKBAJDpXvBl9a6v+zbCwXLaCpzrCoMUTAld6ZhHBW3t63boRyeFHFXD/W2FXt"
                    + "AuC/y+EwDYEM8QDShiWmBrUyNrbVbzt1xexhiBvT6rJ7jnJ+llu6dFxE7B5TlB47/WKtkDUkbNI/eLaqIJoC6HcEjuv4jswA"
                    + "SRdSiyKGisClWD+tQuHxpqVxAu3sS4ZYPdhzHjgpVAuGhUwkWOTGMCkZ5xctGgnYd++jxQUT/i/bECE3MweCz8UYmeI0U0Na"
                    + "yqlfoAWNgGBOudiqrEpZIagCXtAMzg==");

    private ZstdFrames() {}

    private static String text() {
        String[] words = WORDS.split(" ");
        StringBuilder text = new StringBuilder();
        long x = 12345;
        int length = 0;
        while (length < 6000) {
            x = x * 1103515245 + 12345 & 0x7fffffff;
            String word = words[(int) ((x >> 16) % words.length)];
            word += (x >> 8) % 7 == 0 ? (x >> 10) % 1000 : "";
            text.append(length == 0 ? "" : " ").append(word);
            length += word.length() + 1;
        }
        return text.toString();
    }
}
