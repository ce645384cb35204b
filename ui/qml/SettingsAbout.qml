import QtQuick
import QtQuick.Layouts

// Which program this is, whose work is in it, and what it can promise and cannot.
Section {
    symbol: "info"
    title: qsTr("About Organic")
    hint: qsTr("Version %1. Free software under the GPL, version 3 or later: everybody may read how it works, change it and pass it on.").arg(settings.version)
    component Point: RowLayout {
        id: point
        property string symbol: "shield"
        property string text: ""
        Layout.fillWidth: true
        spacing: 12
        Image {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 3
            source: "image://icon/" + point.symbol + "/" + ("" + (point.symbol === "check" ? theme.colours.accent : theme.colours.muted)).slice(-6)
            sourceSize: Qt.size(18, 18)
        }
        Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: point.text; size: 15; lineHeight: 1.3 }
    }
    Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: qsTr("What is protected"); font.weight: Font.DemiBold }
    Point { symbol: "check"; text: qsTr("What you write goes to the people you chose, and on its way nobody else can read it: no company, no network, not the makers of this program.") }
    Point { symbol: "check"; text: qsTr("Nobody comes in without an invitation. Each is good for one person and a few days.") }
    Point { symbol: "check"; text: qsTr("Whoever was removed can read nothing that is written after the others heard of it.") }
    Point { symbol: "check"; text: qsTr("What you delete goes from every computer of the circle as soon as it hears of it.") }
    Words { Layout.fillWidth: true; Layout.topMargin: 6; horizontalAlignment: Text.AlignLeft; text: qsTr("What is not"); font.weight: Font.DemiBold }
    Point { symbol: "x"; text: qsTr("What people received they can keep: a copy, a photo of the screen.") }
    Point { symbol: "x"; text: qsTr("Whoever watches your network sees that this computer runs Organic, when, and how much it sends.") }
    Point { symbol: "x"; text: qsTr("Malicious programs on your computer, or on that of somebody in your circle, see what you see.") }
    Point { symbol: "x"; text: qsTr("A lost computer cannot be replaced yet: your place in a circle is on this one only.") }
    Words { Layout.fillWidth: true; Layout.topMargin: 6; horizontalAlignment: Text.AlignLeft; text: qsTr("With the work of others"); font.weight: Font.DemiBold }
    Words {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignLeft
        size: 14
        color: theme.colours.muted
        text: qsTr("Typeface: Inter, by The Inter Project Authors (SIL Open Font License). Icons: Lucide (ISC). Window: Qt, by The Qt Company and others (LGPL, version 3). Database: SQLCipher, by Zetetic (BSD). And cryptography, libsodium, Pillow, libheif, PyAV, FFmpeg, zeroconf and ZXing, each under its own free licence.")
    }
}
