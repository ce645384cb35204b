import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Shown for the moment before the engine answers, and when it cannot: one sentence, and what helps.
Item {
    id: page
    readonly property var said: ({
        "starting": [qsTr("Good to see you."), ""],
        "locked": [qsTr("Good to see you."), qsTr("Everything on this computer is locked. Type your passphrase.")],
        "version": waiting.newer
            ? [qsTr("Organic was updated while this window was open."), qsTr("Open it anew to go on. Nothing is lost.")]
            : [qsTr("Organic was updated while it ran."), qsTr("Start it anew to go on. Nothing is lost.")],
        "failed": [qsTr("Organic could not start."), waiting.reason]
    })
    readonly property bool locked: session.page === "locked"
    function unlock() { waiting.unlock(secret.text) }
    onLockedChanged: if (locked) secret.forceActiveFocus()
    Component.onCompleted: if (locked) secret.forceActiveFocus()

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 64, 440)
        spacing: 14
        Image {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: 6
            source: "image://icon/" + (page.locked ? "lock" : "leaf") + "/" + ("" + theme.colours.accent).slice(-6)
            sourceSize: Qt.size(48, 48)
        }
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: page.said[session.page] ? page.said[session.page][0] : ""
            size: 24
            lineHeight: 1.2
            font.weight: Font.DemiBold
        }
        Words {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            visible: text !== ""
            text: page.said[session.page] ? page.said[session.page][1] : ""
            color: theme.colours.muted
        }
        Field {
            id: secret
            Layout.fillWidth: true
            Layout.topMargin: 8
            visible: page.locked
            enabled: !waiting.busy
            hint: qsTr("Passphrase")
            echoMode: TextInput.Password
            passwordCharacter: "•"
            onAccepted: page.unlock()
        }
        Said {
            trouble: true
            text: page.locked ? waiting.refusal : ""
        }
        MainButton {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: 8
            visible: page.locked
            text: waiting.busy ? qsTr("One moment…") : qsTr("Unlock")
            enabled: !waiting.busy
            onClicked: page.unlock()
        }
        MainButton {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: 8
            visible: session.page === "version"
            text: waiting.newer ? qsTr("Open it anew") : qsTr("Start it anew")
            onClicked: waiting.settle()
        }
        MainButton {
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: 8
            visible: session.page === "failed"
            text: qsTr("Try again")
            onClicked: waiting.again()
        }
    }
}
