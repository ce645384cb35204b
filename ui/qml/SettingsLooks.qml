import QtQuick
import QtQuick.Layouts

// Light or dark, how large, in which language. All of it holds at once.
Section {
    symbol: "sun"
    title: qsTr("How it looks")
    Pills {
        Layout.fillWidth: true
        choices: settings.appearances
        chosen: settings.appearance
        Accessible.name: qsTr("Light or dark")
        onPicked: value => settings.appear(value)
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: 8
        Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: qsTr("Size of text"); font.weight: Font.Medium; lineHeight: 1.1 }
        Words { text: qsTr("%1 %", "a percentage").arg(settings.percent); color: theme.colours.muted; lineHeight: 1.1 }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 14
        // These two stay as they are: they show what the ends mean.
        Words { text: qsTr("A", "a small letter, at the small end of a scale"); font.pixelSize: 14; lineHeight: 1; Accessible.ignored: true }
        Slide {
            Layout.fillWidth: true
            from: settings.smallest
            to: settings.largest
            stepSize: settings.step
            value: settings.percent
            Accessible.name: qsTr("Size of text")
            onMoved: settings.resize(value)
        }
        Words { text: qsTr("A", "a small letter, at the small end of a scale"); font.pixelSize: 26; lineHeight: 1; Accessible.ignored: true }
    }
    Rectangle {
        Layout.fillWidth: true
        radius: 12
        color: theme.colours.sunken
        implicitHeight: sample.implicitHeight + 32
        Words {
            id: sample
            anchors.centerIn: parent
            width: parent.width - 32
            horizontalAlignment: Text.AlignLeft
            text: qsTr("The cherry tree is in blossom. Come on Sunday, all of you!")
        }
    }
    Words { Layout.fillWidth: true; Layout.topMargin: 8; horizontalAlignment: Text.AlignLeft; text: qsTr("Language"); font.weight: Font.Medium; lineHeight: 1.1 }
    Pills {
        Layout.fillWidth: true
        choices: settings.languages
        chosen: settings.language
        Accessible.name: qsTr("Language")
        onPicked: value => settings.speak(value)
    }
}
