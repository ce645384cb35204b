import QtQuick
import QtQuick.Layouts

// Private letters: with whom, and what was written. Where there is little room, one of the two.
Item {
    id: page
    readonly property bool narrow: width < 720 * Math.min(theme.scale, 1.3)
    readonly property bool reading: letters.current !== "" || letters.choosing
    readonly property real foot: talk.item ? talk.item.foot : 0
    readonly property bool open: letters.current !== "" && !letters.choosing
    // Somebody looks at it: not while another program is before them, or the window is out of sight.
    readonly property bool seen: open && Window.active
    onSeenChanged: conversation.look(seen)
    Component.onCompleted: conversation.look(seen)
    Component.onDestruction: conversation.look(false)

    RowLayout {
        anchors.fill: parent
        spacing: 0
        LettersList {
            visible: !page.narrow || !page.reading
            Layout.fillHeight: true
            Layout.fillWidth: page.narrow
            Layout.preferredWidth: page.narrow ? -1 : 300 * Math.min(theme.scale, 1.2)
        }
        Rectangle { visible: !page.narrow; Layout.fillHeight: true; implicitWidth: 1; color: theme.colours.border }
        Item {
            visible: !page.narrow || page.reading
            Layout.fillWidth: true
            Layout.fillHeight: true
            Loader {
                id: talk
                anchors.fill: parent
                active: page.open
                visible: active
                sourceComponent: Component { Conversation { narrow: page.narrow } }
            }
            Loader {
                width: Math.min(parent.width - 32, 560)
                height: parent.height - 40
                anchors.centerIn: parent
                active: letters.choosing
                visible: active
                sourceComponent: Component { NewLetter { } }
            }
            ColumnLayout {
                anchors.centerIn: parent
                width: Math.min(parent.width - 64, 460)
                visible: !page.reading
                spacing: 14
                Image { Layout.alignment: Qt.AlignHCenter; source: "image://icon/mail/" + ("" + theme.colours.accent).slice(-6); sourceSize: Qt.size(44, 44) }
                Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignHCenter; text: qsTr("A letter is read by those it is for, and by nobody else."); color: theme.colours.muted }
                MainButton { Layout.alignment: Qt.AlignHCenter; text: qsTr("New letter"); symbol: "pencil"; onClicked: letters.begin() }
            }
        }
    }
    DropArea {
        anchors.fill: parent
        enabled: page.open
        onDropped: drop => { if (drop.hasUrls) pen.attach(drop.urls) }
    }
}
