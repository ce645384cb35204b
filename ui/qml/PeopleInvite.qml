import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// An invitation: what it is to be, and then the code itself.
Card {
    id: panel
    // The keyboard goes along: into the form, on to the code, and back to where it began.
    signal gone(int reason)
    property int reason: Qt.OtherFocusReason
    property bool pressed: false
    readonly property string stage: invitations.code !== "" ? "made" : invitations.writing ? "form" : ""
    function begin(how) { days.forceActiveFocus(how) }
    function press(button) { pressed = true; reason = button.focusReason }
    onStageChanged: {
        if (pressed && stage === "made") copy.forceActiveFocus(reason)
        else if (pressed && stage === "") gone(reason)
        pressed = false
    }
    implicitHeight: (invitations.code === "" ? form.implicitHeight : made.implicitHeight) + 48
    ColumnLayout {
        id: form
        visible: invitations.code === ""
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 24
        spacing: 12
        Words { Layout.fillWidth: true; text: qsTr("Invite one person"); size: 20; lineHeight: 1.2; font.weight: Font.DemiBold }
        Words { Layout.fillWidth: true; text: qsTr("You get a code to give to them: as a square to be read, as a link, or on paper."); size: 15; color: theme.colours.muted }
        Words { Layout.fillWidth: true; Layout.topMargin: 8; text: qsTr("Good for %n day(s)", "", days.value); size: 15; font.weight: Font.DemiBold }
        Slider {
            id: days
            Layout.fillWidth: true
            from: 1
            to: 30
            stepSize: 1
            value: 7
            snapMode: Slider.SnapAlways
            implicitHeight: 32
            focusPolicy: Qt.StrongFocus
            Accessible.name: qsTr("How many days it is good for")
            background: Rectangle {
                x: days.leftPadding
                y: (days.height - height) / 2
                width: days.availableWidth
                height: 6
                radius: 3
                color: theme.colours.sunken
                border.color: theme.colours.outline
                Rectangle {
                    x: days.mirrored ? parent.width - width : 0
                    width: days.position * parent.width
                    height: parent.height
                    radius: 3
                    color: theme.colours.accent
                }
            }
            handle: Rectangle {
                x: days.leftPadding + days.visualPosition * (days.availableWidth - width)
                y: (days.height - height) / 2
                width: 24
                height: 24
                radius: 12
                color: theme.colours.accent
                border.width: days.visualFocus ? 3 : 0
                border.color: theme.colours.text
            }
        }
        Toggle {
            id: ask
            Layout.fillWidth: true
            Layout.leftMargin: -8
            Layout.rightMargin: -8
            text: qsTr("Ask me first")
            detail: qsTr("Whoever brings the code waits until a steward says yes.")
        }
        Flow {
            Layout.fillWidth: true
            Layout.topMargin: 4
            spacing: 12
            MainButton { text: qsTr("Make the invitation"); symbol: "user-plus"; enabled: !invitations.making; onClicked: { panel.press(this); invitations.make(days.value, ask.checked) } }
            MainButton { quiet: true; text: qsTr("Cancel"); onClicked: { panel.press(this); invitations.put_away() } }
        }
    }
    GridLayout {
        id: made
        visible: invitations.code !== ""
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 24
        columns: width > 560 ? 2 : 1
        columnSpacing: 28
        rowSpacing: 20
        Rectangle {
            Layout.alignment: Qt.AlignTop | Qt.AlignHCenter
            color: "#ffffff"
            radius: 12
            border.color: theme.colours.border
            implicitWidth: Math.min(260, made.width)
            implicitHeight: implicitWidth
            Image {
                anchors.fill: parent
                anchors.margins: 8
                smooth: false
                source: invitations.code === "" ? "" : "image://post/" + invitations.code
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Square code of the invitation")
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: 12
            Words { Layout.fillWidth: true; text: qsTr("Show this square, send the link, or print a card."); size: 20; lineHeight: 1.2; font.weight: Font.DemiBold }
            Words { Layout.fillWidth: true; text: qsTr("It lets one person in, until %1. Treat it like a house key: whoever has it can come in.").arg(invitations.until); size: 15; color: theme.colours.muted }
            Flow {
                Layout.fillWidth: true
                spacing: 10
                MainButton { id: copy; text: qsTr("Copy the link"); symbol: "copy"; onClicked: invitations.copy_link() }
                MainButton { quiet: true; text: qsTr("Print a card"); symbol: "printer"; onClicked: invitations.show_card() }
                MainButton { quiet: true; text: qsTr("Take it back"); onClicked: { panel.press(this); invitations.take_back("") } }
                MainButton { quiet: true; text: qsTr("Done"); onClicked: { panel.press(this); invitations.put_away() } }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.columnSpan: made.columns
            spacing: 6
            Words { Layout.fillWidth: true; text: qsTr("The same as a code to type:"); size: 14; color: theme.colours.muted }
            Words {
                Layout.fillWidth: true
                text: invitations.typed
                size: 15
                font.family: "monospace"
                // From left to right everywhere: it is typed so.
                LayoutMirroring.enabled: false
                horizontalAlignment: Text.AlignLeft
                Accessible.name: qsTr("The same, to be typed: %1").arg(text)
            }
        }
    }
}
