import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// The way in: a code or a new circle, then a name. Two screens, and the third is the family's page.
Item {
    id: page
    property string way: ""       // "", "join" or "found"
    property int step: 0
    property bool named: way === "found" && step === 1
    function next() {
        if (first.text.trim() === "") { first.forceActiveFocus(); return }
        welcome.forget()
        step = 1
        who.forceActiveFocus()
    }
    function finish() {
        if (who.text.trim() === "") { who.forceActiveFocus(); return }
        if (way === "join") welcome.join(first.text, who.text)
        else welcome.found(first.text, who.text)
    }

    Row {
        x: 28
        y: 24
        spacing: 8
        Image {
            anchors.verticalCenter: parent.verticalCenter
            source: "image://icon/leaf/" + ("" + theme.colours.accent).slice(-6)
            sourceSize: Qt.size(24, 24)
        }
        Words { text: "organic"; size: 22; lineHeight: 1; font.weight: Font.DemiBold; color: theme.colours.accent }
    }

    Flickable {
        anchors.fill: parent
        anchors.topMargin: 72
        contentHeight: column.height + 48
        clip: true
        ColumnLayout {
            id: column
            x: (parent.width - width) / 2
            y: Math.max(16, (page.height - 72 - height) / 2 - 60)
            width: Math.min(page.width - 64, 520)
            spacing: 18

            Words {
                Layout.fillWidth: true
                size: 30
                lineHeight: 1.15
                font.weight: Font.DemiBold
                text: page.way === "" ? qsTr("A place for your family, and nobody else.") : page.step === 1 ? qsTr("What should they call you?") : page.way === "join" ? qsTr("Your invitation") : qsTr("What is your circle called?")
            }
            Words {
                Layout.fillWidth: true
                color: theme.colours.muted
                visible: text !== ""
                text: page.way === "" ? qsTr("Photos and letters go straight from your computer to theirs.") : page.step === 1 ? "" : page.way === "join" ? qsTr("Paste the link, or type the code.") : ""
            }

            ColumnLayout {
                Layout.fillWidth: true
                visible: page.way === ""
                spacing: 12
                MainButton {
                    id: haveCode
                    objectName: "haveCode"
                    text: qsTr("I have an invitation")
                    onClicked: { page.way = "join"; first.forceActiveFocus() }
                }
                MainButton {
                    quiet: true
                    text: qsTr("Start a circle")
                    onClicked: { page.way = "found"; first.forceActiveFocus() }
                }
            }

            Field {
                id: first
                Layout.fillWidth: true
                visible: page.way !== "" && page.step === 0
                hint: page.way === "join" ? "ORG1C-…" : qsTr("The Millers")
                Accessible.name: page.way === "join" ? qsTr("Invitation") : qsTr("Name of the circle")
                onTextEdited: welcome.forget()
                onAccepted: page.next()
            }
            Field {
                id: who
                Layout.fillWidth: true
                visible: page.way !== "" && page.step === 1
                hint: qsTr("Grandma Rose")
                Accessible.name: qsTr("Your name")
                enabled: !welcome.busy
                onTextEdited: welcome.forget()
                onAccepted: page.finish()
            }
            Rectangle {
                Layout.fillWidth: true
                visible: welcome.refusal !== ""
                radius: 12
                color: theme.colours.danger_tint
                implicitHeight: refusal.implicitHeight + 24
                Words {
                    id: refusal
                    anchors.centerIn: parent
                    width: parent.width - 32
                    text: welcome.refusal
                    color: theme.colours.danger
                    Accessible.role: Accessible.AlertMessage
                }
            }
            RowLayout {
                visible: page.way !== ""
                spacing: 12
                MainButton {
                    text: page.step === 0 ? qsTr("Go on") : qsTr("Come in")
                    enabled: !welcome.busy
                    onClicked: page.step === 0 ? page.next() : page.finish()
                }
                MainButton {
                    quiet: true
                    text: qsTr("Back")
                    enabled: !welcome.busy
                    onClicked: {
                        welcome.forget()
                        if (page.step === 1) { page.step = 0; first.forceActiveFocus() } else page.way = ""
                    }
                }
            }
        }
    }
}
